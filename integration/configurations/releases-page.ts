import { join } from 'node:path';
import { Seen, TRIED } from './tried-releases';
import { FEATURES, since } from '../../src/release/release-features';
import { BROKEN_RPC_CHANNEL, ENCRYPTED_MESSAGES_CHANGED, LINES } from '../../src/release/release-lines';
import { VULNERABILITIES } from '../../src/release/release-vulnerabilities';
import { repository } from '../support/repository';

export const RELEASES_PAGE = join(repository, 'docs/releases.md');

/** docs/releases.md, from the library's own tables and from what the real Tomcats said. */
export function releasesPage(seen: Seen[]): string {
  return `# Releases of Tomcat

\`make releases-page\` writes this page: it has the real Tomcat of each tried release read everything that the library can write.

## Lines

| line | first supported | newest known | Java | classes | |
|---|---|---|---|---|---|
${rows(Object.entries(LINES).map(([line, { first, firstBecause, newest, java, servletPackage, endOfLife, debianPackage }]) => [
  line, `${first}: ${firstBecause}`, newest, `${java}`, `\`${servletPackage}\``,
  endOfLife ? `end of life since ${endOfLife}: only with \`TomcatRelease.endOfLife()\`` : debianPackage ? `Debian 12 packages it as \`${debianPackage}\`` : '',
]))}

The members of a cluster have one release. Two lines in a cluster are refused; so are, with an EncryptInterceptor, releases before and
from ${ENCRYPTED_MESSAGES_CHANGED.join(', ')} on, because they cannot read each other's messages. Other mixtures are warned of.

## What not every release has

The first release of each line that has it. A program that uses it with another release is refused.

| class or attribute | since |
|---|---|
${rows(FEATURES.map((feature) => [`\`${feature}\``, since(feature).join(', ')]))}

## Releases with known faults

| releases | fault | what is done |
|---|---|---|
${rows([
  ...BROKEN_RPC_CHANNEL.map(({ range, fixed }) => [range, '`RpcChannel` does not wait for answers', `refused in a cluster; ${fixed} is corrected`]),
  ...VULNERABILITIES.map(({ cve, exposed, what, ranges, defeats }) => [
    ranges.map(({ first, fixed }) => `${first} to before ${fixed}`).join(', '), `${cve}, ${exposed}: ${what}`, defeats ? 'refused' : 'warned of',
  ]),
])}

## What each release reads

Tried: Tomcat ${TRIED.join(', ')}. "yes" is the class and every attribute that the library writes; "no" is neither; otherwise the
attributes that the release does not know.

| class | attributes | ${TRIED.join(' | ')} |
|---|---|${TRIED.map(() => '---').join('|')}|
${rows(seen.map(({ element, attributes, known }) => [
  `\`${element.name}\``, attributes.filter((name) => name !== 'className').join(', '), ...TRIED.map((version) => answer(attributes, known[version])),
]))}
`;
}

function answer(attributes: string[], known: string[] | undefined): string {
  const missing = attributes.filter((name) => !known?.includes(name));
  if (known === undefined) return 'no';
  return missing.length === 0 ? 'yes' : `not ${missing.join(', ')}`;
}

function rows(cells: string[][]): string {
  return cells.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
