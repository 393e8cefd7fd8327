import { DataSource, TomcatInstance, WebApplication } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const text: Concept = {
  title: 'Text',
  examples: [
    {
      code: 'TEXT_NOT_EXPRESSIBLE',
      what: 'a character that the syntax of a file cannot hold',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, environment: { GREETING: 'hello\0' } }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, environment: { GREETING: 'hello\n' } }),
    },
    {
      code: 'TEXT_NOT_UNICODE',
      what: 'half a character',
      fails: ({ stack, was, secret }) => new TomcatInstance(stack, 'shop', {
        host: was.add('was-01'), ajpSecret: secret, environment: { GREETING: '\ud83d' },
      }),
      passes: ({ stack, was, secret }) => new TomcatInstance(stack, 'shop', {
        host: was.add('was-01'), ajpSecret: secret, environment: { GREETING: '\ud83d\ude00' },
      }),
    },
    {
      code: 'TEXT_NOT_NFC',
      what: 'text that Terraform would rewrite, beside a secret or a reference',
      fails: ({ stack, host, secret, driver }) => {
        const database = DataSource.jdbc('jdbc/shop', {
          url: 'jdbc:postgresql://db/cafe\u0301', driverClassName: 'org.postgresql.Driver', username: 'shop', password: secret,
        });
        const applications = [WebApplication.sessionProbe()];
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, applications, globalDataSources: [database], libraries: [driver] });
      },
      passes: ({ stack, host, secret, driver }) => {
        const database = DataSource.jdbc('jdbc/shop', {
          url: 'jdbc:postgresql://db/caf\u00e9', driverClassName: 'org.postgresql.Driver', username: 'shop', password: secret,
        });
        const applications = [WebApplication.sessionProbe()];
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, applications, globalDataSources: [database], libraries: [driver] });
      },
    },
  ],
};
