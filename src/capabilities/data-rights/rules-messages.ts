import { plain } from '#kernel/plain.ts';
import { callPurposes, purposes, type ConsentPurpose } from '#capabilities/privacy/rules-consent.ts';

/**
 * What two words from somebody's own telephone end, however they are typed. Anything longer or less clear ends nothing: a guide
 * ends it at the next word.
 */
export type Ends = { mandates: boolean; purposes: readonly ConsentPurpose[] };

/** How people say that something shall stop, and the polite words after it. */
const STOP = 'thoi|huy|ngung|dung|rut|stop';
const POLITE = '(?: (?:cho|nua|a|nhe|nha|chau|em|oi|ban|xin|cam|on))*';
const stop = (what: string): RegExp => new RegExp(`^(?:xin )?(?:${STOP}) (?:cho )?(?:${what})${POLITE}$`);

const table: readonly (Ends & { words: RegExp })[] = [
	{ words: stop('nho|uy quyen|uyquyen'), mandates: true, purposes: [] },
	{ words: stop('goi|goi dien'), mandates: false, purposes: callPurposes },
	{ words: stop('dong y|dongy'), mandates: false, purposes }
];

export const endedBy = (text: string): Ends | null => table.find(({ words }) => words.test(plain(text))) ?? null;

/** A telephone as an operator writes it, as the register keeps it: +84… begins with 0. */
export const phoneOf = (from: string): string => from.replace(/^\+?84/, '0').replace(/\D/g, '');
