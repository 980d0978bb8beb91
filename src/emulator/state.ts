/** What the emulated account holds. */
export interface State {
  /** The highest number given so far: organizations and repositories are numbered alike. */
  readonly lastId: number;
  readonly organizations: readonly Organization[];
  readonly repositories: readonly Repository[];
}

export interface Organization {
  readonly id: number;
  readonly name: string;
}

export interface Repository {
  readonly id: number;
  readonly organization: string;
  readonly name: string;
  readonly category: string;
  readonly description: string;
  readonly isPublic: boolean;
  /** RFC 3339 UTC, as the service writes it. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export const EMPTY_STATE: State = { lastId: 0, organizations: [], repositories: [] };

export const findOrganization = (state: State, name: string): Organization | undefined =>
  state.organizations.find((organization) => organization.name === name);

export const findRepository = (state: State, organization: string, name: string): Repository | undefined =>
  state.repositories.find((held) => held.name === name && held.organization === organization);

/** The state with one organization more. */
export const withOrganization = (state: State, name: string): State => {
  const id = state.lastId + 1;
  return { ...state, lastId: id, organizations: [...state.organizations, { id, name }] };
};

/** The state with one repository more. */
export const withRepository = (state: State, added: Omit<Repository, "id">): State => {
  const id = state.lastId + 1;
  return { ...state, lastId: id, repositories: [...state.repositories, { id, ...added }] };
};

/** The state with one repository changed. */
export const withChanged = (state: State, changed: Repository): State => ({
  ...state,
  repositories: state.repositories.map((held) => (held.id === changed.id ? changed : held)),
});
