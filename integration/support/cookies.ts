/** The cookies that an answer sets, as the next request sends them. */
export function cookiesOf(answer: Response): string[] {
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
}
