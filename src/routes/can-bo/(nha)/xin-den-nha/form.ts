import * as v from 'valibot';
import { TellTime } from '#capabilities/home-visits/inputs.ts';

const SHAPE = /^[\d-]{10} [\d:]{5} [\d:]{5} [\w,-]+$/;
const { day, from, until, shifts } = TellTime.entries;

/** One press on a time that was read: day, hours and teams stand in its value, parted by signs that none of them has. */
export const TellForm = v.pipe(
	v.object({ time: v.pipe(v.string('time-missing'), v.regex(SHAPE, 'time-missing')) }),
	v.transform(({ time }) => {
		const [on = '', begins = '', ends = '', teams = ''] = time.split(' ');
		return { day: on, from: begins, until: ends, shifts: teams.split(',') };
	}),
	v.object({ day, from, until, shifts })
);
