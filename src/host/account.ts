/** The user of the operating system that runs a service. Its group is root's, so that it reads its 0640 files and owns none. */
export interface Account {
  readonly name: string;
  readonly uid: number;
}
