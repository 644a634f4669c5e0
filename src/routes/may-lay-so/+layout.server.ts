import { centre } from '#capabilities/places/places.server.ts';
import { program } from '#program/program.server.ts';
import { pairedOf } from '#web/pairing.server.ts';
import type { LayoutServerLoad } from './$types';

/** Everything goes by plain links and forms; the one script of these pages prints and plays. */
export const csr = false;

export const load: LayoutServerLoad = async (event) => {
	const { context, device } = await pairedOf(event, 'kiosk');
	const here = await centre(context, { centre: device.centreId });
	return {
		locale: event.locals.locale,
		place: here.name,
		headStartMin: here.headStartMin,
		demo: program().settings.SEED === 'demo'
	};
};
