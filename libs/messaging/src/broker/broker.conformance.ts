import { afterEach, beforeEach, describe } from '@jest/globals';
import { describeDraining } from './draining.conformance.js';
import { describeEvents } from './events.conformance.js';
import { describeOnlookers } from './onlookers.conformance.js';
import { describeRequests } from './requests.conformance.js';
import { BrokerStand, type BrokerMaker } from './stand.fixture.js';

/** What every broker promises, tried on one kind of them. */
export function describeBroker(kind: string, maker: BrokerMaker): void {
  describe(`the ${kind} broker`, () => {
    const stand = new BrokerStand(maker);
    beforeEach(() => stand.open());
    afterEach(() => stand.broker.drain(2000));

    describeRequests(stand);
    describeEvents(stand);
    describeOnlookers(stand);
    describeDraining(stand);
  });
}
