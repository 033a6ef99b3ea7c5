import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { earsOf } from './on.decorator.js';

/** Every object of a Nest context that listens to events. */
export function earsIn(app: INestApplicationContext): readonly object[] {
  const wrappers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.providers.values()]);
  const instances = wrappers.map(({ instance }): unknown => instance).filter((instance) => typeof instance === 'object' && instance !== null);
  return [...new Set(instances)].filter((instance) => Object.getPrototypeOf(instance) !== null && earsOf(instance).length > 0);
}
