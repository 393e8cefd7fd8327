import { membersAdded, waitsForSessions } from './tribes-log';

const line = (member: string) => `21-Nov-2026 10:00:00.000 INFO [Membership-MemberAdded.] org.apache.catalina.ha.tcp.SimpleTcpCluster.memberAdded Replication member added:[${member}]`;

test('the members of a cluster are read from the log of Tomcat, whichever way it writes their addresses', () => {
  const log = [
    'INFO [main] org.apache.catalina.startup.Catalina.start Server startup in [1234] milliseconds',
    line('org.apache.catalina.tribes.membership.MemberImpl[tcp://{172, 30, 0, 3}:4000,{172, 30, 0, 3},4000, alive=1010, securePort=-1, UDP Port=-1, id={1 2 }]'),
    line('org.apache.catalina.tribes.membership.MemberImpl[tcp://{-84, 30, 0, -2}:4001,{-84, 30, 0, -2},4001, alive=1010]'),
    line('org.apache.catalina.tribes.membership.StaticMember[tcp://172.30.0.4:4000,172.30.0.4,4000, alive=0]'),
    line('org.apache.catalina.tribes.membership.StaticMember[tcp://was-02:4000,was-02,4000, alive=0]'),
  ].join('\n');

  expect(membersAdded(log)).toEqual([
    { host: '172.30.0.3', port: 4000 },
    { host: '172.30.0.254', port: 4001 },
    { host: '172.30.0.4', port: 4000 },
    { host: 'was-02', port: 4000 },
  ]);
});

test('waits for sessions are found, whatever came of them', () => {
  const said = 'org.apache.catalina.ha.session.DeltaManager.waitForSendAllSessions Manager [localhost#]';
  expect(waitsForSessions([
    `INFO [main] ${said}; session state sent at [11/21/26, 5:45 PM] received in [117] ms.`,
    `SEVERE [main] ${said}: No session state sent at [11/21/26, 5:44 PM] received, timing out after [10,105] ms.`,
    'INFO [main] org.apache.catalina.startup.Catalina.start Server startup in [6837] milliseconds',
  ].join('\n'))).toEqual([117, 10105]);
});
