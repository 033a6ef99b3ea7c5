import 'reflect-metadata';
import type { DescMessage, Message, MessageShape } from '@bufbuild/protobuf';
import { eventRuleOf, ownerOf } from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';

/** What an event says. */
export type Said<E extends DescMessage> = MessageShape<E>;

/** What a method that listens does; in one transaction with the note that it did. */
export type Hearing<E extends DescMessage> = (tx: Tx, facts: Said<E>) => Promise<void>;

/** One listening method of a class. */
export interface Ear {
  readonly event: DescMessage;
  readonly method: string;
  /** Tells a second listener of the same event in one service apart. */
  readonly as?: string;
}

const key = Symbol('rapport:ears');

/**
 * Calls the method for every event of the kind, at least once and, with its effect in the transaction it is given, in effect once; events of one
 * aggregate that the class listens to come in order. When a second class of a service listens to the same event, it says who it is: `{ as: 'journeys' }`.
 */
export function On<E extends DescMessage>(event: E, { as }: { readonly as?: string } = {}) {
  return <F extends Hearing<E>>(target: object, method: string, _: TypedPropertyDescriptor<F>): void => addEar(target, { event, method, ...named(as) });
}

/**
 * The same for every event of a list, such as all whose contract asks for something, whichever service says them. The method tells them apart by `$typeName`.
 */
export function OnEach(events: readonly DescMessage[], { as }: { readonly as?: string } = {}) {
  return <F extends (tx: Tx, facts: Message) => Promise<void>>(target: object, method: string, _: TypedPropertyDescriptor<F>): void => {
    for (const event of events) {
      const namesakes = events.filter(({ name }) => name === event.name).length > 1 ? [ownerOf(event)] : [];
      addEar(target, { event, method, ...named([...(as === undefined ? [] : [as]), ...namesakes].join('-') || undefined) });
    }
  };
}

function named(as: string | undefined): { readonly as?: string } {
  return as === undefined ? {} : { as };
}

function addEar(target: object, ear: Ear): void {
  if (!eventRuleOf(ear.event)) throw new Error(`${ear.event.typeName} is not an event`);
  const ears = (Reflect.getMetadata(key, target) as readonly Ear[] | undefined) ?? [];
  Reflect.defineMetadata(key, [...ears, ear], target);
}

/** The listening methods of an object; none for most. */
export function earsOf(listener: object): readonly Ear[] {
  return (Reflect.getMetadata(key, Object.getPrototypeOf(listener) as object) as readonly Ear[] | undefined) ?? [];
}
