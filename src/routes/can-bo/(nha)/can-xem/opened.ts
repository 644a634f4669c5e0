import { spokenDay, type Locale } from '#design/spoken.ts';
import type { OpenedWord } from '#capabilities/field/answers.ts';
import { atDoor } from '#capabilities/assistance/at-door.ts';
import { supportAtDoor } from '#capabilities/support/at-door.ts';
import { consentAtDoor } from '#capabilities/privacy/at-door.ts';
import { residentsAtDoor } from '#capabilities/residents/at-door.ts';
import { kindWords } from '#capabilities/assistance/ui/need-words.ts';
import { isDay } from '#kernel/day.ts';
import { m } from '#words';
import { findWord } from '#words/word.ts';

type Input = Readonly<Record<string, unknown>>;
type Reads = { name: (person: unknown) => string; day: (day: unknown) => string };

const said = (key: string): string => findWord(key) ?? key.replace(/^.*-/, '');
const list = (value: unknown): Input[] => (Array.isArray(value) ? (value as Input[]) : []);
const many = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What a word says, line by line, by its command; what needs no line is told by the name of the command alone. */
const lines: Record<string, (input: Input, reads: Reads) => (string | null)[]> = {
	// Whom they met stands above; who was shown what is told where several were.
	[atDoor.recordVisit]: ({ outcome, met, taught }, { name }) => [
		said(`field.outcome-${String(outcome)}`),
		...list(taught).map(({ person, topic, how }) => {
			const shown = `${said(`insights.topic-${String(topic)}`)}, ${said(`assistance.how-${String(how)}`)}`;
			return list(met).length > 1 ? `${name(person)}: ${shown}` : shown;
		})
	],
	[atDoor.recordNeed]: ({ kind, note }) => [kindWords(String(kind)), note === null ? null : String(note)],
	[supportAtDoor.open]: ({ system, stuck, words }) => [
		said(`support.system-${String(system)}`),
		said(`support.stuck-${String(stuck)}`),
		String(words)
	],
	[atDoor.planNeed]: ({ promisedOn }, { day }) => [
		promisedOn ? m['field.word-promised']({ day: day(promisedOn) }) : null
	],
	[atDoor.closeNeed]: ({ outcome }) => [said(`assistance.need-outcome-${String(outcome)}`)],
	[residentsAtDoor.join]: ({ relation }) => [said(`residents.relation-${String(relation)}`)],
	[consentAtDoor.ask]: ({ purpose, answer }) => [
		`${said(`privacy.consent-${String(purpose)}`)}: ${said(`privacy.answer-${String(answer)}`)}`
	],
	[consentAtDoor.withdraw]: ({ purpose }) => [
		`${said(`privacy.consent-${String(purpose)}`)}: ${said('privacy.answer-withdrawn')}`
	],
	[residentsAtDoor.recordUnverified]: ({ name, birthYear }) => [
		[name, birthYear].filter(Boolean).map(String).join(', ')
	],
	[residentsAtDoor.setNeeds]: ({ needs }) => many(needs).map((need) => said(`residents.need-${need}`)),
	[residentsAtDoor.correct]: ({ name, birthDate, birthYear, gender, hamlet }, { day }) =>
		[name, birthDate ? day(birthDate) : birthYear, gender && said(`residents.gender-${String(gender)}`), hamlet].map(
			(one) => (one ? String(one) : null)
		)
};

/** A value of a conflict in words: an answer, a sex or a day by its word, anything else as it was written. */
export const valueOf = (value: string, locale: Locale): string =>
	findWord(`privacy.answer-${value}`) ??
	findWord(`residents.gender-${value}`) ??
	(isDay(value) ? spokenDay(value, locale, true) : value || m['field.word-empty']());

/** What was said, as whoever decides reads it; null where it cannot be opened. */
export function linesOf({ command, input, people }: OpenedWord, locale: Locale): string[] | null {
	if (input === null) return null;
	const reads: Reads = {
		name: (person) => people.find(({ id }) => id === person)?.name ?? m['field.person-nameless'](),
		day: (day) => spokenDay(String(day), locale, true)
	};
	return (lines[command]?.(input, reads) ?? []).filter((line) => line !== null && line !== '') as string[];
}
