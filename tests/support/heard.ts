import { register } from '#platform/listen.server.ts';

/** The tickets that were taken, as whoever listens to them hears of each; nobody else listens meanwhile. */
export function hearTickets(): string[] {
	const heard: string[] = [];
	register([
		{
			name: 'test.hear',
			hears: ['counter.take-ticket'],
			may: [],
			hear: async (_, row) => void heard.push(row.about ?? '')
		}
	]);
	return heard;
}
