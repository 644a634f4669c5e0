import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { fields, type Mapping } from './rules-columns.ts';

// Forms of this room that look otherwise than what their commands take.

const COLUMN = 'column-';
const AS_IS = 'as-is-';
const SHEET = 'sheet-';

/** What each column holds. A field that was chosen for two columns is told before anything is checked. */
export const MappingForm = v.pipe(
	v.record(v.string(), v.string()),
	v.transform((form) => {
		const chosen = Object.entries(form).filter(([name, value]) => name.startsWith(COLUMN) && value !== '');
		if (new Set(chosen.map(([, value]) => value)).size < chosen.length) throw new Refusal('import-column-twice');
		const mapping: Mapping = Object.fromEntries(
			chosen.flatMap(([name, value]) => {
				const field = fields.find((one) => one === value);
				return field ? [[field, Number(name.slice(COLUMN.length))]] : [];
			})
		);
		const asIs = Object.keys(form).flatMap((name) =>
			name.startsWith(AS_IS) ? [Number(name.slice(AS_IS.length))] : []
		);
		const sheets = Object.keys(form).flatMap((name) =>
			name.startsWith(SHEET) ? [Number(name.slice(SHEET.length))] : []
		);
		return { mapping, asIs, sheets: form['sheets'] === undefined ? undefined : sheets };
	})
);

const SAID = 'said-';

/** Which hamlet each place is: a place that was passed over says nothing; `none` is none of the list. */
export const PlacesForm = v.pipe(
	v.record(v.string(), v.string()),
	v.transform((form) => ({
		places: Object.entries(form).flatMap(([name, said]) => {
			const hamlet = name.startsWith(SAID) ? form[`place-${name.slice(SAID.length)}`] : undefined;
			return hamlet ? [{ said, hamlet: hamlet === 'none' ? null : Number(hamlet) }] : [];
		})
	}))
);

const decisions = ['new', 'same', 'skip'] as const;

/** One press says of which row and what: `12 new`. */
export const DecideForm = v.pipe(
	v.object({ decide: v.string() }),
	v.transform(({ decide }) => {
		const [n, decision] = decide.split(' ');
		return { n: Number(n), decision };
	}),
	v.object({ n: v.number(), decision: v.picklist(decisions) })
);
