import { plain } from '#kernel/plain.ts';
import { callPurposes, purposes, type ConsentPurpose } from './rules-consent.ts';

/**
 * What two words from somebody's own telephone end, however they are typed. Anything longer or less clear ends nothing: a guide
 * ends it at the next word.
 */
export type Ends = { mandates: boolean; purposes: readonly ConsentPurpose[] };

const table: readonly (Ends & { words: RegExp })[] = [
	{ words: /^(thoi|huy|stop) (nho|uy quyen|uyquyen)$/, mandates: true, purposes: [] },
	{ words: /^(thoi|huy|stop) (goi|goi dien)$/, mandates: false, purposes: callPurposes },
	{ words: /^(thoi|huy|stop) (dong y|dongy)$/, mandates: false, purposes }
];

export const endedBy = (text: string): Ends | null => table.find(({ words }) => words.test(plain(text))) ?? null;

/** A telephone as an operator writes it, as the register keeps it: +84… begins with 0. */
export const phoneOf = (from: string): string => from.replace(/^\+?84/, '0').replace(/\D/g, '');
