import { randomBytes } from 'node:crypto';
import { jwt, TENANT } from '../web/endpoints';
import { Call } from '../web/server';
import { Refusal } from '../arm/refusal';

const LIFETIME_S = 86_400;

export interface Token {
  readonly text: string;
  readonly principalId: string;
  readonly resource: string;
  /** Seconds since 1970. */
  readonly expires: number;
}

/** The access tokens that the lab gave to machines. */
export class Tokens {
  private readonly tokens = new Map<string, Token>();

  public issue(principalId: string, clientId: string, resource: string): Token {
    const now = Math.floor(Date.now() / 1000);
    const expires = now + LIFETIME_S;
    const claims = { aud: resource, iss: `https://sts.windows.net/${TENANT}/`, iat: now, nbf: now, exp: expires, oid: principalId, sub: principalId };
    const text = jwt({ ...claims, appid: clientId, tid: TENANT }, randomBytes(32).toString('hex'));
    const token = { text, principalId, resource, expires };
    this.tokens.set(text, token);
    return token;
  }

  /** Who calls. The token must have been given for this resource. */
  public principalOf(call: Call, resource: string): string {
    const text = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '')?.[1];
    const token = text === undefined ? undefined : this.tokens.get(text);
    if (!token) throw new Refusal(401, 'Unauthorized', 'The request has no token that this lab gave.');
    if (trimmed(token.resource) !== trimmed(resource)) throw new Refusal(401, 'Unauthorized', `The token is for ${token.resource}, not for ${resource}.`);
    if (token.expires * 1000 < Date.now()) throw new Refusal(401, 'Unauthorized', 'The token is too old.');
    return token.principalId;
  }
}

function trimmed(resource: string): string {
  return resource.replace(/\/$/, '');
}
