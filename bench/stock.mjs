import { openHouse, openRooms } from './house.mjs';
import { loadContacts } from './loader.mjs';
import { settled } from './settled.mjs';
import { freshPlace } from './stage.mjs';

/**
 * Houses full of contacts, loaded once for all benchmarks of a run.
 * @typedef {{ place: import('./stage.mjs').Place, house: import('./house.mjs').House | undefined }} Loaded
 */
export class Stock {
  /** @type {Map<number, Loaded>} */
  #loaded = new Map();

  /** A house with so many contacts, open. @param {number} count @param {(words: string) => void} say */
  async open(count, say) {
    const { place, house } = this.#loaded.get(count) ?? (await this.#load(count, say));
    const open = house ?? (await openHouse(place));
    this.#loaded.set(count, { place, house: open });
    return { place, house: open };
  }

  /** The place of such a house, closed, for another process to work on. @param {number} count @param {(words: string) => void} say */
  async closed(count, say) {
    const { place, house } = await this.open(count, say);
    await house.close();
    this.#loaded.set(count, { place, house: undefined });
    return place;
  }

  async remove() {
    for (const { place, house } of this.#loaded.values()) {
      await house?.close();
      await place.remove();
    }
  }

  /** @param {number} count @param {(words: string) => void} say @returns {Promise<Loaded>} */
  async #load(count, say) {
    const place = await freshPlace({ broker: false });
    const rooms = await openRooms(place);
    await loadContacts(rooms, count, say);
    await rooms.close();
    const house = await openHouse(place);
    say('waiting for the background');
    await settled(place);
    await house.installation.db.pool.query('vacuum analyze');
    return { place, house };
  }
}
