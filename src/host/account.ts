/** The user of the operating system that runs a service. It reads its 0640 files through its group, and owns none. */
export interface Account {
  readonly name: string;
  readonly uid: number;
}
