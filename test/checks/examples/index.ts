import { accepting } from './accepting';
import { applications } from './applications';
import { azureMachines } from './azure-machines';
import { azureRules } from './azure-rules';
import { channel } from './channel';
import { connectors } from './connectors';
import { Concept } from './example';
import { frontEnds } from './front-ends';
import { members } from './members';
import { multicast } from './multicast';
import { ports } from './ports';
import { redis } from './redis';
import { releases } from './releases';
import { secrets } from './secrets';
import { services } from './services';
import { sessions } from './sessions';
import { text } from './text';
import { tomcatSettings } from './tomcat-settings';
import { users } from './users';
import { virtualHosts } from './virtual-hosts';

/** Every concept with examples, in the order of docs/checks.md. */
export const CONCEPTS: Concept[] = [
  members,
  multicast,
  channel,
  sessions,
  redis,
  ports,
  secrets,
  frontEnds,
  virtualHosts,
  connectors,
  applications,
  tomcatSettings,
  users,
  releases,
  services,
  azureMachines,
  azureRules,
  text,
  accepting,
];
