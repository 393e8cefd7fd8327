/** What links call the headings of a page, as GitHub has it: small letters, hyphens for spaces, nothing for marks, and a number for the second. */
export function anchorsOf(text: string): string[] {
  const headings = [...text.replace(/^```[^]*?^```$/gm, '').matchAll(/^#{1,6} +(.*?) *$/gm)].map(([, heading]) => slugOf(heading));
  return headings.map((slug, index) => {
    const before = headings.slice(0, index).filter((other) => other === slug).length;
    return before === 0 ? slug : `${slug}-${before}`;
  });
}

function slugOf(heading: string): string {
  return heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, '').replace(/ /g, '-');
}
