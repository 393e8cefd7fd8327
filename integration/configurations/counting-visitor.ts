import { cookiesOf } from '../support/cookies';

/** A visitor of several applications of one Tomcat, in each of which a session of his counts his requests. */
export class CountingVisitor {
  private readonly cookies = new Map<string, string>();

  /** @param paths of the applications, such as `/` or `/shop/` */
  public constructor(private readonly address: string, private readonly paths: string[]) {}

  /** What each application counts in one more request, by its path. */
  public async counts(): Promise<Record<string, number>> {
    const counted: Record<string, number> = {};
    for (const path of this.paths) {
      const answer = await fetch(`http://${this.address}:8080${path}session`, { headers: { Cookie: this.cookies.get(path) ?? '' } });
      const [cookie] = cookiesOf(answer);
      if (cookie) this.cookies.set(path, cookie);
      counted[path] = (JSON.parse(await answer.text()) as { count: number }).count;
    }
    return counted;
  }

  /** The id of the session in an application. */
  public sessionId(path: string): string {
    return this.cookies.get(path)!.replace(/.*=/, '');
  }
}
