import { isIPv4 } from "node:net";

interface Cloud {
  readonly domain: string;
  readonly regions: readonly string[];
  /** The first label of IAM's hosts, where it is not `iam`. */
  readonly iam?: string;
}

/**
 * The clouds that run the service. Sources: SwrRegion of Huawei's SDKs for Node, Go, TypeScript and PHP; "API
 * Usage Guidelines" of Open Telekom Cloud, whose Swiss region has a domain of its own; Orange's Flexible Engine.
 * Where two clouds have a region of the same name, the first one is meant by it.
 */
const CLOUDS: readonly Cloud[] = [
  {
    domain: "myhuaweicloud.com",
    regions: [
      ..."af-north-1 af-south-1 ae-ad-1".split(" "),
      ..."ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5".split(" "),
      ..."cn-east-2 cn-east-3 cn-east-4 cn-east-5".split(" "),
      ..."cn-north-1 cn-north-2 cn-north-4 cn-north-9 cn-north-11 cn-north-12".split(" "),
      ..."cn-south-1 cn-south-2 cn-south-4 cn-southwest-2 cn-southwest-3".split(" "),
      ..."eu-west-0 la-north-2 la-south-2 me-east-1 my-kualalumpur-1 na-mexico-1".split(" "),
      ..."ru-moscow-1 ru-northwest-2 sa-brazil-1 sa-peru-1 tr-west-1".split(" "),
    ],
  },
  { domain: "myhuaweicloud.eu", regions: ["eu-west-101"] },
  { domain: "otc.t-systems.com", regions: ["eu-de", "eu-nl"] },
  { domain: "sc.otc.t-systems.com", regions: ["eu-ch2"], iam: "iam-pub" },
  { domain: "prod-cloud-ocb.orange-business.com", regions: ["eu-west-0"] },
];

interface Place {
  readonly region: string;
  readonly host: string;
  readonly registry: string;
  readonly iam: string;
}

const PLACES: readonly Place[] = CLOUDS.flatMap(({ domain, regions, iam = "iam" }) =>
  regions.map((region) => ({
    region,
    host: `swr-api.${region}.${domain}`,
    registry: `swr.${region}.${domain}`,
    iam: `${iam}.${region}.${domain}`,
  })),
);

// Whole names, never suffixes: customers' buckets and load balancers live under the same domains.
const BY_HOST: ReadonlyMap<string, Place> = new Map(PLACES.map((place) => [place.host, place]));

// The one without a region is the default of Huawei's SDKs.
const IAM_HOSTS: ReadonlySet<string> = new Set([...PLACES.map(({ iam }) => iam), "iam.myhuaweicloud.com"]);

/** The regions whose endpoint is known. */
export const REGIONS: readonly string[] = [...new Set(PLACES.map(({ region }) => region))];

const placeOf = (region: string): Place | undefined => PLACES.find((place) => place.region === region);

/** The endpoint of a region, `https://` and its host; undefined where the region is not known. */
export function endpointForRegion(region: string): string | undefined {
  const place = placeOf(region);
  return place && `https://${place.host}`;
}

/**
 * Whether a host is the service's own in a known cloud. `host` is what `URL.host` says: in lower case, with
 * the port where it is not the default one, and then never known.
 */
export const isKnownHost = (host: string): boolean => BY_HOST.has(host);

/** Whether a host (`URL.host`) is that of IAM in a known cloud. */
export const isKnownIamHost = (host: string): boolean => IAM_HOSTS.has(host);

/** The host that images are pushed to, for the host of an endpoint (`URL.host`); undefined where it is not known. */
export const registryFor = (endpointHost: string): string | undefined => BY_HOST.get(endpointHost)?.registry;

/** The region of an endpoint, by its host (`URL.host`); undefined where it is not known. */
export const regionOf = (endpointHost: string): string | undefined => BY_HOST.get(endpointHost)?.region;

/**
 * The address of IAM beside an endpoint (`URL.host`) of a known cloud, else in a region; undefined where neither is
 * known. Sources: IAM region tables of Huawei's SDKs for Node, Go and Python; API reference of Open Telekom Cloud,
 * whose Swiss region has a name of its own; Orange's Flexible Engine.
 */
export function iamEndpointFor(endpointHost: string, region: string | undefined): string | undefined {
  const place = BY_HOST.get(endpointHost) ?? (region === undefined ? undefined : placeOf(region));
  return place && `https://${place.iam}`;
}

/** Whether a host name without port (`URL.hostname`) is this machine: 127.0.0.0/8, ::1 or localhost. */
export const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" ||
  hostname === "::1" ||
  hostname === "[::1]" ||
  (isIPv4(hostname) && hostname.startsWith("127."));
