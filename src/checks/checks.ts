import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { FINAL_CODES, FOUND_CODES, FoundCode, THROWN_CODES } from './codes';
import { ConfigError } from './config-error';
import { registerChecks } from './run-checks';
import { Topology } from '../topology/topology';

/** What the checks of a program make of a construct, and of what is below it. */
export class Checks {
  /** The checks of a construct: one Tomcat, a cluster, a tier, a whole stack or app. */
  public static of(scope: IConstruct): Checks {
    return new Checks(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Accepts a problem where it is no problem: of this construct and of what is below it, wherever in the program it is said. It is then
   * neither an error nor a warning, but an information among the annotations of the construct that has it, with the reason. Where
   * nothing has the problem (any more), a warning says so.
   *
   * @param code the code of the problem, such as `MULTICAST_DROP_TIME`
   * @param reason why it is right here, for those who read it later
   * @throws where no check has this code, where its problem cannot be accepted, and without a reason
   * @see docs/checks.md for all codes
   */
  public accept(code: string, reason: string): Checks {
    const { path } = this.scope.node;
    if (reason.trim() === '') {
      throw new ConfigError({
        code: 'ACCEPT_REASON', path, got: `${code} is accepted without a reason`, why: 'nobody could tell later whether it still holds', fix: 'say why it is no problem here',
      });
    }
    Topology.of(this.scope).addAcceptance({ path, code: acceptable(code, path), reason });
    if (this.scope.node.scopes.some(TerraformStack.isStack)) registerChecks(this.scope);
    return this;
  }
}

function acceptable(code: string, path: string): FoundCode {
  const known = FOUND_CODES.find((found) => found === code);
  if (known) return known;
  const got = `${code} is accepted`;
  if ([...THROWN_CODES, ...FINAL_CODES].some((other) => other === code)) {
    throw new ConfigError({ code: 'ACCEPT_CODE', path, got, why: 'what has this problem cannot be made, or would be refused: there is nothing to accept', fix: 'do what its message says' });
  }
  throw new ConfigError({ code: 'ACCEPT_CODE', path, got, why: 'no check has this code', fix: 'use the code that begins a message, in capital letters, without its brackets' });
}
