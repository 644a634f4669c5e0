import { addPaper } from '#capabilities/cases/keep-upload.server.ts';
import { rolesOfKeys } from '#program/roles.ts';
import { PaperSent } from '#web/take-paper.server.ts';
import { schemaOf, type Piece } from './schemas.server.ts';

const FILE = { type: 'string', format: 'binary', description: 'JPEG, PNG or PDF, at most 10 MB.' };

/** The one address that takes a file and no JSON. */
export const uploadSaid = (problems: Piece, parameters: Piece[]): Piece => {
	const { properties, required, ...rest } = schemaOf(PaperSent) as { properties: Piece; required: string[] };
	const schema = { ...rest, properties: { ...properties, file: FILE }, required: [...required, 'file'] };
	return {
		operationId: 'papers.upload',
		summary: 'Brings a paper of a case.',
		description:
			'Its kind is read from its content, a picture is drawn anew without metadata, and it is sealed under the key of whose case it is. Then it is named there, as `cases.add-paper` would; an officer judges it afterwards. `paper` is an id of `x-procedures`; another is refused (`paper-unlisted`).',
		tags: ['cases'],
		'x-roles': rolesOfKeys.get(addPaper.called),
		'x-groups': addPaper.groups,
		parameters,
		requestBody: { required: true, content: { 'multipart/form-data': { schema } } },
		responses: {
			'200': { description: 'It is kept.', content: { 'application/json': { schema: schemaOf(addPaper.answers) } } },
			...problems
		}
	};
};
