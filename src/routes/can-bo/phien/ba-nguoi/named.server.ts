import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import { PeopleForm } from '#capabilities/cases/forms.ts';
import { NamePeople } from '#capabilities/cases/inputs.ts';
import { namePeople } from '#capabilities/cases/three-people.server.ts';
import { UnverifiedForm } from '#capabilities/residents/forms.ts';
import { RecordUnverified } from '#capabilities/residents/inputs.ts';
import { recordUnverified } from '#capabilities/residents/record-person.server.ts';
import { steps } from '#web/act.server.ts';
import { newId } from '#web/door.server.ts';

/** Somebody as said, and by what right they are named: asked for before anybody is written into the register. */
export const NamedForm = v.pipe(
	v.object({ ...UnverifiedForm.entries, ...PeopleForm.entries, basis: v.string() }),
	v.transform(({ basis, submitter, ...person }) => {
		if (basis.trim() === '') throw new Refusal('basis-missing');
		return { ...v.parse(UnverifiedForm, person), ...v.parse(PeopleForm, { submitter }) };
	})
);

const { case: file, submitter, basis } = NamePeople.entries;

/** A child without a number, somebody of another place: name, year and hamlet as said, and then whose file it is. */
export const recordAndName = steps(
	v.object({ ...RecordUnverified.entries, case: file, submitter, basis }),
	async (context, { case: id, submitter: who, basis: right, ...person }) => {
		const owner = await recordUnverified(context, person);
		return namePeople({ ...context, request: newId() }, { case: id, owner: owner.id, submitter: who, basis: right });
	}
);
