import { error, redirect } from '@sveltejs/kit';
import { devices, pairDevice, revokeDevice } from '#capabilities/access/devices.server.ts';
import type { Role } from '#capabilities/access/rules-roles.ts';
import { colleagues, revokeSessions } from '#capabilities/access/sessions.server.ts';
import { desks } from '#capabilities/counter/board.server.ts';
import { homeOf } from '#kernel/actor.ts';
import { may } from '#platform/dispatch.server.ts';
import { attempt, failed } from '#web/answer.server.ts';
import { newId, requestOf, staffOf } from '#web/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One line a person, with every role that she holds here. */
function peopleOf(rows: readonly { id: string; name: string; role: Role }[]) {
	const ids = [...new Set(rows.map(({ id }) => id))];
	return ids.map((id) => {
		const hers = rows.filter((row) => row.id === id);
		return { id, name: hers[0]!.name, roles: hers.map(({ role }) => role) };
	});
}

export const load: PageServerLoad = async (event) => {
	const { context, actor } = await staffOf(event);
	if (!may(actor, 'access.devices')) error(403, 'not-allowed');
	const [all, places, people] = await Promise.all([
		devices(context, {}),
		desks(context, { centre: homeOf(actor) ?? 0 }),
		may(actor, 'access.revoke-sessions') ? colleagues(context, {}) : null
	]);
	return {
		people: people && peopleOf(people),
		paired: all.filter((device) => device.revokedAt === null),
		revoked: all.filter((device) => device.revokedAt !== null),
		desks: places.map(({ id, name }) => ({ id, name })),
		request: newId(),
		now: event.locals.now,
		locale: event.locals.locale
	};
};

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

export const actions: Actions = {
	pair: async (event) => {
		const form = await event.request.formData();
		const { context, actor } = await staffOf(event, requestOf(form));
		// The answer gives typed text back without what is called `code`, so the box of this form has a name of its own.
		const said = await attempt(form, context, (tried) =>
			pairDevice(tried, { code: text(form, 'digits'), desk: text(form, 'desk') || null, centre: homeOf(actor) ?? 0 })
		);
		return failed(said) ? said : redirect(303, '/can-bo/thiet-bi?da=ghep');
	},
	revoke: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => revokeDevice(tried, { device: text(form, 'device') }));
		return failed(said) ? said : redirect(303, '/can-bo/thiet-bi?da=thu');
	},
	end: async (event) => {
		const form = await event.request.formData();
		const { context } = await staffOf(event, requestOf(form));
		const said = await attempt(form, context, (tried) => revokeSessions(tried, { staff: text(form, 'staff') }));
		return failed(said) ? said : redirect(303, '/can-bo/thiet-bi?da=phien');
	}
};
