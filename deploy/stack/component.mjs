/**
 * What a component is: data, and a few functions that know its program. Everything else (ports, folders, processes, health, order) is done
 * for all of them in the same way.
 *
 * @typedef {import('../local/steps.mjs').Say} Say
 *
 * @typedef {object} Place where one component lives on this machine
 * @property {string} programs folder of what was installed
 * @property {string} data its own data folder
 * @property {Record<string, number>} ports by name, chosen free and remembered
 * @property {Record<string, string>} secrets by name, made up once and wiped with the data
 * @property {import('./account.mjs').Account | undefined} account whom it runs as, when not as ourselves
 * @property {(name: string) => Place} of where another component lives; its ports are empty when it was never up
 *
 * @typedef {object} Launch one process of a component
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env] added to ours
 *
 * @typedef {object} Component
 * @property {string} name
 * @property {string} version
 * @property {readonly string[]} needs components that must be up before this one
 * @property {string} [programsOf] the component whose installed programs it runs, when not its own
 * @property {boolean} [byNameOnly] stays down unless somebody names it
 * @property {readonly string[]} ports names of the ports it listens on
 * @property {readonly string[]} secrets names of the passwords it wants
 * @property {boolean} refusesRoot
 * @property {NodeJS.Signals} stopSignal asks for a clean end
 * @property {number} readyWithinMs
 * @property {(into: string, say: Say, account: import('./account.mjs').Account | undefined) => Promise<string>} install answers the version it got; throws Unavailable
 * @property {(place: Place) => Promise<void>} prepare before every start: configuration, and the data folder the first time
 * @property {(place: Place) => Launch[]} launches
 * @property {(place: Place) => Promise<boolean>} isHealthy
 * @property {(place: Place) => Record<string, string>} env what a program needs to use it
 */

/**
 * Components in the order to start them: needs first, each once.
 * @template {{ name: string, needs: readonly string[] }} C
 * @param {readonly string[]} names
 * @param {readonly C[]} known
 * @returns {C[]}
 */
export function inOrder(names, known) {
  /** @type {C[]} */
  const order = [];
  /** @param {string} name */
  const add = (name) => {
    const component = known.find((one) => one.name === name);
    if (!component || order.includes(component)) return;
    component.needs.forEach(add);
    order.push(component);
  };
  names.forEach(add);
  return order;
}
