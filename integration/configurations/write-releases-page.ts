import { writeFileSync } from 'node:fs';
import { RELEASES_PAGE, releasesPage } from './releases-page';
import { seenElements } from './tried-releases';

void seenElements().then((seen) => writeFileSync(RELEASES_PAGE, releasesPage(seen)));
