import { told } from '#design/told.ts';
import { findWord } from '#words/word.ts';
import { m } from '#words';

type Word = { command: string; result: string; code: string | null };

/** What somebody said at a door, as the journal calls what it would have done. */
export function whatOf({ command }: Word): string {
	const [room, verb] = command.split('.');
	return findWord(`${room}.did-${verb}`) ?? command;
}

/** Why it waits, in words. */
export const whyOf = ({ result, code }: Word): string =>
	code === null ? (findWord(`field.why-${result}`) ?? m['field.why-rejected']()) : (told({ code, detail: {} }) ?? '');

/** In this order they are read: what two said otherwise, what came late, what was refused, what waits for something else. */
export const kinds = ['conflict', 'rerouted', 'rejected', 'held'] as const;

export const kindWords = (kind: (typeof kinds)[number]): string => findWord(`field.kind-${kind}`) ?? kind;
export const kindHow = (kind: (typeof kinds)[number]): string => findWord(`field.kind-${kind}-how`) ?? '';
