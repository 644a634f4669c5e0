import type { Form } from '../form.ts';
import { applicant, delivery, remarks, words } from './questions.ts';

/** Every other procedure: who asks, for what, remarks; its papers are on the paper list. */
export const form: Form = {
	id: 'general',
	version: 2,
	questions: [
		...applicant,
		{
			id: 'request',
			kind: 'long-text',
			required: true,
			portalLabel: 'Nội dung đề nghị',
			ask: words('Bác xin việc gì, nói ngắn thôi?', 'What do you ask for, in a few words?', 'आप क्या चाहते हैं, संक्षेप में?')
		},
		...delivery,
		remarks
	]
};
