/** Whether a path is another, or below it: of files, of requests, or of constructs. The root is `/` or empty. */
export function isBelow(path: string, ancestor: string): boolean {
  return ancestor === '' || ancestor === '/' || path === ancestor || path.startsWith(`${ancestor}/`);
}

/** A path or a name as a regular expression of httpd: of what may stand in one, these alone mean something else there. */
export function asExpression(path: string): string {
  return path.replace(/[.+]/g, '[$&]');
}
