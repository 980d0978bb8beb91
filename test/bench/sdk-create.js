// The same create through the official SDK for Node.
import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core";
import { CreateRepoRequest, CreateRepoRequestBody, SwrClient } from "@huaweicloud/huaweicloud-sdk-swr";

const { SWRCTL_ACCESS_KEY, SWRCTL_SECRET_KEY, SWRCTL_ENDPOINT } = process.env;
const credentials = new BasicCredentials()
  .withAk(SWRCTL_ACCESS_KEY)
  .withSk(SWRCTL_SECRET_KEY)
  .withProjectId("0123456789abcdef0123456789abcdef");
const client = SwrClient.newBuilder().withCredential(credentials).withEndpoint(SWRCTL_ENDPOINT).build();
const body = new CreateRepoRequestBody(process.argv[2], false);
await client.createRepo(new CreateRepoRequest("application/json", "myorg").withBody(body));
