import { listener } from '#platform/listen.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { endIncident } from './over.server.ts';
import { listUntold } from './sql-files.server.ts';
import { tellFile } from './tell-file.server.ts';

/** After an outage each file that it held up is told by itself: one that fails is tried again, and those before it are told no more. */
export const incidentsListens = [
	listener({
		name: 'incidents.after-end',
		hears: endIncident,
		may: [tellFile],
		hear: async (context, row) => {
			const incident = row.about ?? '';
			for (const file of await lookAs(context, ({ db }) => listUntold(db, incident)))
				await tellFile(
					{ ...context, request: requestFor('incidents.tell-file', row.id, file) },
					{ incident, case: file }
				);
		}
	})
];
