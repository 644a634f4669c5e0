import { program } from '#program/program.server.ts';
import { clip } from '#design/clips.ts';
import { hoursWords } from './hours.ts';
import { todayAt } from './today.server.ts';
import type { LayoutServerLoad } from './$types';
import type { Today } from './ways.ts';

/** Public pages send no JavaScript: 0 bytes is their budget. */
export const csr = false;

const spokenOn: Partial<Record<string, string>> = {
	'/(public)': 'trang-dau',
	'/(public)/tim': 'tim-viec',
	'/(public)/thu-tuc/[code]': 'thu-tuc',
	'/(public)/lay-so': 'lay-so-nha',
	'/(public)/luot/[ticket]': 'luot-cho',
	'/(public)/theo-doi': 'nhap-ma',
	'/(public)/dang-nhap': 'dang-nhap',
	'/(public)/cua-toi': 'cua-toi'
};

export const load: LayoutServerLoad = async (event) => {
	const { locale, size } = event.locals;
	const { today: here, away, named, asks, unknown } = await todayAt(event);
	const today: Today | null = here && {
		open: here.open,
		hours: hoursWords(here, locale),
		waiting: here.waiting,
		fromHome: here.fromHome,
		wait: here.range,
		hitRate: here.yesterday
	};
	return {
		...{ locale, size, today, away, named, asks, unknown },
		now: event.locals.now,
		path: event.url.pathname + event.url.search,
		/** Official name of the centre and its province; null while none is set up or meant. */
		centre: here?.name ?? null,
		province: here?.province ?? null,
		demo: program().settings.SEED === 'demo',
		/** Address of the clip that reads this page. A page whose state decides gives its own. */
		audio: clip(spokenOn[event.route.id] ?? '', locale)
	};
};
