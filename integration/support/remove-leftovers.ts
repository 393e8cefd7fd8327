import { removeLeftovers } from './containers';

/** What tests make begins with this name. A run that was stopped, here or in another clone, may have left some of it. */
export default (): Promise<void> => removeLeftovers('it');
