import { inList } from '#design/list.ts';
import { m } from '#words';
import { money, type Locale } from '#design/spoken.ts';
import type { LifeEvent, TargetGroup } from '../catalogue.ts';
import type { Fee, Paper, Procedure, Time } from '#capabilities/procedures/answers.ts';
import { priceOf } from '../rules-fee.ts';

/** A bold answer and a quiet note under it. */
type Said = { answer: string; note: string | null };

export const eventName = (event: LifeEvent): string => m[`procedures.event-${event}`]();
export const groupName = (group: TargetGroup): string => m[`procedures.group-${group}`]();

const join = (...parts: (string | null)[]): string | null => parts.filter(Boolean).join(' ') || null;
const first = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

function timeAnswer({ qty, unit }: Time): string {
	if (unit === 'IMMEDIATE') return m['procedures.time-now']();
	if (unit === 'SAME_DAY') return m['procedures.time-same-day']();
	if (qty === null || unit === 'OTHER') return m['procedures.time-unknown']();
	if (unit === 'DAY') return qty === 1 ? m['procedures.time-days-one']() : m['procedures.time-days']({ n: qty });
	return qty === 1 ? m['procedures.time-working-one']() : m['procedures.time-working']({ n: qty });
}

export function timeWords({ time, confidence }: Procedure): Said {
	const sameDay = time.unit === 'IMMEDIATE' || time.unit === 'SAME_DAY';
	const unsure = confidence.time === 'low' && time.qty !== null ? m['procedures.unsure']() : null;
	return { answer: timeAnswer(time), note: join(sameDay ? m['procedures.time-after-15']() : null, unsure) };
}

/** Both ways in one line; an unknown price is said as such and never as nought. */
function feeAnswer(
	fee: Fee,
	online: number | null,
	direct: number | null,
	ways: Procedure['channels'],
	locale: Locale
): string {
	const sum = (value: number) => money(value, locale);
	const atDesk = ways.includes('direct') || ways.includes('postal');
	const prices = [atDesk ? direct : undefined, ways.includes('online') ? online : undefined].filter(
		(p) => p !== undefined
	);
	const [one] = prices;
	if (prices.every((price) => price === null)) return m['procedures.fee-unknown']();
	if (prices.every((price) => price === one))
		return one === 0 ? m['procedures.fee-none']() : m[`procedures.fee-${fee.unit}`]({ money: sum(one!) });
	if (direct === null) return m['procedures.fee-desk-unknown']({ online: sum(online!) });
	if (online === null) return m['procedures.fee-online-unknown']({ direct: sum(direct) });
	return m['procedures.fee-split']({ online: sum(online), direct: sum(direct) });
}

function feeNote(procedure: Procedure, online: number | null, direct: number | null, locale: Locale): string | null {
	const { fee, channels } = procedure;
	const step = fee.steps?.[1];
	const both = channels.includes('online') && channels.includes('direct');
	return join(
		both && direct !== null && direct === online && direct > 0 && !step ? m['procedures.fee-same']() : null,
		step && fee.cap
			? m['procedures.fee-steps']({ from: step.from, money: money(step.each, locale), cap: money(fee.cap, locale) })
			: null,
		fee.waived ? m['procedures.fee-waived']({ groups: inList(fee.waived.map(groupName)) }) : null,
		fee.waivedWithin ? m['procedures.fee-in-time']({ days: fee.waivedWithin.days }) : null,
		channels.includes('direct') && direct === null ? m['procedures.fee-desk-why']() : null,
		fee.confidence.direct === 'low' || fee.confidence.online === 'low' ? m['procedures.unsure']() : null
	);
}

/** What it costs on a day (`yyyy-mm-dd`). */
export function feeWords(procedure: Procedure, day: string, locale: Locale): Said {
	const { fee, channels } = procedure;
	const [online, direct] = [priceOf(fee, 'online', day), priceOf(fee, 'direct', day)];
	return { answer: feeAnswer(fee, online, direct, channels, locale), note: feeNote(procedure, online, direct, locale) };
}

/** "Quầy xã, trên mạng, bưu điện"; in a narrow line "Quầy, mạng, bưu điện". */
export function whereWords({ channels, receivedBy }: Procedure, short = false): string {
	const centre = short ? m['procedures.ch-short-direct']() : m['procedures.ch-direct']();
	const desk = { centre, police: m['procedures.ch-police'](), military: m['procedures.ch-military']() };
	const online = short ? m['procedures.ch-short-online']() : m['procedures.ch-online']();
	const names = { direct: desk[receivedBy], online, postal: m['procedures.ch-postal']() };
	return first(inList(channels.map((channel) => names[channel])));
}

export function homeWords({ homeVisit, inPerson }: Procedure): Said {
	const presence =
		inPerson === false ? m['procedures.need-not-come']() : inPerson === null ? m['procedures.may-come']() : null;
	switch (homeVisit) {
		case 'designed-for-home':
			return { answer: m['procedures.home-law'](), note: m['procedures.home-law-how']() };
		case 'legal-at-home':
			return { answer: m['procedures.home-weak'](), note: m['procedures.home-weak-how']() };
		case 'with-police':
			return { answer: m['procedures.home-police'](), note: m['procedures.home-police-how']() };
		case 'assist':
			return { answer: m['procedures.home-phone'](), note: m['procedures.home-phone-how']() };
		case 'needs-mobile-procedure':
			return { answer: m['procedures.home-mobile'](), note: m['procedures.home-mobile-how']() };
		case 'sensitive':
			return { answer: m['procedures.home-child'](), note: m['procedures.home-child-how']() };
		case 'no':
			return { answer: m['procedures.home-no'](), note: null };
		default:
			return {
				answer: m['procedures.home-yes'](),
				note: inPerson ? m['procedures.home-sign-how']() : join(presence, m['procedures.home-yes-how']())
			};
	}
}

/** Who takes it in, said under who decides. */
export function receiverWords({ receivedBy }: Procedure): string {
	return {
		centre: m['procedures.centre-receives'],
		police: m['procedures.police-receives'],
		military: m['procedures.military-receives']
	}[receivedBy]();
}

/** A paper: everyday name where there is one, else the official name (`official`), and what to do with it. */
type SaidPaper = { name: string; official: boolean; how: string; detail: string | null };

export function paperWords(paper: Paper): SaidPaper {
	if (paper.id === 'id-paper')
		return { name: m['procedures.paper-id'](), official: false, how: m['procedures.paper-id-how'](), detail: null };
	if (paper.id === 'authorisation')
		return {
			name: m['procedures.paper-authorisation'](),
			official: false,
			how: m['procedures.paper-authorisation-how'](),
			detail: null
		};
	if (paper.kind === 'form')
		return {
			name: m['procedures.paper-form'](),
			official: false,
			how: m['procedures.paper-form-how'](),
			detail: paper.name
		};
	return { name: paper.name, official: true, how: paperHow(paper), detail: paper.condition ?? null };
}

function paperHow({ kind, original, copy, condition, dataAlternative }: Paper): string {
	const hand =
		original > 0 && copy > 0
			? m['procedures.paper-both']()
			: copy > 0
				? m['procedures.paper-copy']()
				: m['procedures.paper-original']();
	const how = kind === 'present' ? m['procedures.paper-present']() : hand;
	const maybe = kind === 'conditional' && !condition ? m['procedures.paper-if-needed']() : null;
	return join(how, maybe, dataAlternative ? m['procedures.paper-data']() : null)!;
}
