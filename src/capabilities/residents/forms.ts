import * as v from 'valibot';
import { readWhole, tidyName } from '#kernel/plain.ts';
import { needs, type CorrectPerson, type Need } from './inputs.ts';
import { readBirth, readUntil } from './rules-birth.ts';
import { groups, type Disability } from './rules-groups.ts';
import { ELSEWHERE } from './rules-lives.ts';

// Forms of this room that look otherwise than what their commands take.

const box = v.pipe(v.string(), v.trim());
const tick = v.boolean();
type Corrected = v.InferInput<typeof CorrectPerson>;

/** An empty box leaves the birth as it was, a dash takes it away; what is neither day nor year is `?`, which no birth is. */
function birthIn(typed: string, was: string, today: string): Pick<Corrected, 'birthYear' | 'birthDate'> {
	if (typed === '')
		return was.length === 4 ? { birthYear: Number(was), birthDate: null } : { birthYear: null, birthDate: was || null };
	if (typed === '-') return { birthYear: null, birthDate: null };
	const { value, reason } = readBirth(typed, today);
	// `31/02/1968` is no year either: what was meant has to be said.
	const whole = /\d{1,2}\D\d{1,2}\D\d{4}/.test(typed);
	if (reason !== null && (value === null || (whole && value.date === null))) return { birthYear: null, birthDate: '?' };
	return { birthYear: value?.year ?? null, birthDate: value?.date ?? null };
}

/** Where somebody lives, by a choice among the commune's hamlets and the box beside it. */
const livesIn = (hamlet: string, address: string): { hamlet: string | null; elsewhere: boolean } =>
	hamlet === ELSEWHERE
		? { hamlet: tidyName(address) || null, elsewhere: true }
		: { hamlet: hamlet || null, elsewhere: false };

/** No choice leaves the hamlet as it was, a dash takes it away; whoever lives in another commune has an address there. */
function hamletIn(typed: string, address: string, was: string): { hamlet: string | null; elsewhere?: boolean } {
	if (typed === ELSEWHERE) return livesIn(typed, address);
	const tidy = tidyName(typed);
	return tidy === '' ? { hamlet: was || null } : { hamlet: tidy === '-' ? null : tidy, elsewhere: false };
}

/** Number and telephone are not in the page: an empty box leaves them, a dash takes them away. */
const secretly = (typed: string): string | null | undefined =>
	typed === '' ? undefined : typed === '-' ? null : typed;

export const CorrectForm = (today: string) =>
	v.pipe(
		v.object({
			birth: box,
			hamlet: box,
			address: box,
			number: box,
			phone: box,
			'was-name': box,
			'was-birth': box,
			'was-gender': box,
			'was-hamlet': box
		}),
		v.transform((form) => ({
			...birthIn(form.birth, form['was-birth'], today),
			...hamletIn(form.hamlet, form.address, form['was-hamlet']),
			number: secretly(form.number.replace(/\s/g, '')),
			phone: secretly(form.phone.replace(/[\s.]/g, '')),
			was: {
				name: form['was-name'],
				birth: form['was-birth'],
				gender: form['was-gender'],
				hamlet: form['was-hamlet']
			}
		}))
	);

const fields = v.record(v.string(), v.string());

export const NeedsForm = v.pipe(
	fields,
	v.transform((form): { needs: Need[]; was: Need[] } => {
		const was = (form['was'] ?? '').trim().split(' ');
		return {
			needs: needs.filter((need) => `need-${need}` in form),
			was: needs.filter((need) => was.includes(need))
		};
	})
);

/** Until when a paper is valid; a dash is without end, and what is no day is `?`. */
export const PaperForm = (today: string) =>
	v.pipe(
		v.object({ until: box }),
		v.transform(({ until }) => ({ until: until === '-' ? null : (readUntil(until, today).value ?? '?') }))
	);

export const WhyForm = v.pipe(
	fields,
	v.transform((form) => {
		const kind = ((form['disability'] ?? '').trim() || null) as Disability | null;
		return {
			belongs: groups
				.filter((group) => `group-${group}` in form)
				.map((group) => ({ group, disability: group === 'NKT' ? kind : null })),
			ethnic: (form['ethnic'] ?? '').trim() || null,
			note: ''
		};
	})
);

/** Whoever is written down as said: name, year and hamlet. */
export const UnverifiedForm = v.pipe(
	v.object({ year: box, hamlet: box, address: box }),
	v.transform(({ year, hamlet, address }) => ({
		birthYear: year === '' ? null : readWhole(year),
		...livesIn(hamlet, address)
	}))
);

/** Whoever is written down by the card that lies here: what is not on it is where they live. */
export const ByCardForm = v.pipe(
	v.object({ hamlet: box, address: box }),
	v.transform(({ hamlet, address }) => livesIn(hamlet, address))
);

export const JoinForm = v.pipe(
	v.object({ member: box }),
	v.transform(({ member }) => ({ person: member }))
);

/** Which of two rows is kept, and which goes. */
export const MergeForm = v.pipe(
	v.object({ keep: v.string() }),
	v.transform(({ keep }) => {
		const [kept = '', gone = ''] = keep.split(' ');
		return { kept, gone };
	})
);

export const FollowForm = v.pipe(
	v.object({ evidence: box, 'read-aloud': tick }),
	v.transform((form) => ({
		evidence: form.evidence === 'paper' ? ('paper' as const) : ('said' as const),
		readAloud: form['read-aloud']
	}))
);

export const StandForm = v.pipe(
	v.object({ 'paper-seen': tick }),
	v.transform((form) => ({ paperSeen: form['paper-seen'] }))
);
