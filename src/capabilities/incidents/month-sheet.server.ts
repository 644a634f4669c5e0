import { writeXlsx } from 'hucre/xlsx';
import { dayOf, timeOf } from '#kernel/day.ts';
import type { Locale } from '#design/spoken.ts';
import { m } from '#words';
import { findWord } from '#words/word.ts';
import type { Month } from './answers.ts';

const stamp = (at: Date): string => `${dayOf(at)} ${timeOf(at)}`;

/** The table of a month as a workbook in a language: outages on one sheet, faults of the portal on the other. */
export function monthSheet({ rows, faults }: Month, locale: Locale): Promise<Uint8Array> {
	const into = { locale };
	const outages = [
		[
			...[m['incidents.col-system']({}, into), m['incidents.col-since']({}, into), m['incidents.col-until']({}, into)],
			...[m['incidents.col-minutes']({}, into), m['incidents.col-tickets']({}, into)],
			...[m['incidents.col-slowed']({}, into), m['incidents.col-late']({}, into)]
		],
		...rows.map(({ system, since, until, minutes, tickets, slowed, late }) => [
			findWord(`incidents.called-${system}`, {}, into) ?? system,
			...[stamp(since), until ? stamp(until) : m['incidents.still']({}, into)],
			...[minutes, tickets, slowed, late]
		])
	];
	const tries = [
		[
			...[m['incidents.col-day']({}, into), m['incidents.col-fault']({}, into)],
			...[m['incidents.col-tries']({}, into), m['incidents.col-files']({}, into)]
		],
		...faults.map(({ day, fault, tries: count, files }) => [
			...[day, findWord(`incidents.fault-${fault}`, {}, into) ?? fault],
			...[count, files]
		])
	];
	return writeXlsx({
		sheets: [
			{ name: m['incidents.sheet-incidents']({}, into), rows: outages },
			{ name: m['incidents.sheet-faults']({}, into), rows: tries }
		]
	});
}
