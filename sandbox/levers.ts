import { goBack, sendJson, Wrong, type Call, type Route } from './http.ts';
import type { Store } from './store.ts';

/** How a stand-in behaves is set by a lever: by its own form, by the demo page's form, or as JSON. */
export function leverRoutes<State extends { mode: string }>(
	{ state, save }: Store<State>,
	modes: Record<string, string>,
	origin: string,
	under = '',
	pulled: () => unknown = () => {}
): Route[] {
	const path = new RegExp(`^${under}/lever$`);
	const pull = async (call: Call) => {
		const mode = String(call.fields.mode ?? '');
		if (!modes[mode]) throw new Wrong(400, `Cần gạt chỉ có: ${Object.keys(modes).join(', ')}.`);
		state.mode = mode;
		save();
		await pulled();
		return call.isJson ? sendJson(call.response, { mode }) : goBack(call, origin);
	};
	return [
		{ method: 'GET', path, answer: ({ response }) => sendJson(response, { mode: state.mode, modes }) },
		{ method: 'POST', path, answer: pull }
	];
}
