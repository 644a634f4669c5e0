import * as v from 'valibot';

const Spoken = v.object({ vi: v.string(), en: v.string(), hi: v.string() });

/** What whoever goes to doors takes along of this room: whom to ring, what to do in the first hour, and which number each ticket got. */
export const LentSupport = v.object({
	/** None where nobody has set one: a phone makes up no number. */
	hotlines: v.object({ centre: v.nullable(v.string()), police: v.nullable(v.string()) }),
	/** What to do in the first hour after money was lost. */
	hour: v.object({ title: Spoken, lead: Spoken, steps: v.array(Spoken) }),
	tickets: v.array(v.object({ id: v.string(), number: v.number() }))
});
export type LentSupport = v.InferOutput<typeof LentSupport>;
