import type { PictoName } from '#design/drawings.ts';
import type { Topic } from '#capabilities/assistance/topics.ts';

const ofTopics: Record<Topic, PictoName> = {
	'public-services': 'commune-house',
	'shopping-payment': 'shop',
	'self-protection': 'padlock',
	'e-id': 'e-id',
	'medical-booking': 'health-card'
};
/** What each statement of the frame is about, as a picture; a test holds that each has one. */
export const ofStatements: Readonly<Record<string, PictoName>> = {
	...{ 'T1.1': 'question', 'T1.2': 'look', 'T1.3': 'own-card', 'T1.4': 'copies', 'T1.5': 'writing' },
	...{ 'T1.6': 'ticket', 'T1.7': 'cash', 'T1.8': 'at-counter', 'T1.9': 'face-good' },
	...{ 'T2.1': 'shop', 'T2.2': 'parcel', 'T2.3': 'cash', 'T2.4': 'own-number', 'T2.5': 'scan-code' },
	...{ 'T2.6': 'look', 'T2.7': 'parcel', 'T2.8': 'phone-learn', 'T2.9': 'rice-bowl' },
	...{ 'T3.1': 'hang-up', 'T3.2': 'no-link', 'T3.3': 'padlock', 'T3.4': 'type-it', 'T3.5': 'stop' },
	...{ 'T3.6': 'family', 'T3.7': 'card-id', 'T3.8': 'speaker-off', 'T3.9': 'heart-hands' },
	...{ 'T4.1': 'e-id', 'T4.2': 'look', 'T4.3': 'police', 'T4.4': 'padlock', 'T4.5': 'own-card' },
	...{ 'T4.6': 'health-card', 'T4.7': 'letter', 'T4.8': 'stop', 'T4.9': 'house' },
	...{ 'T5.1': 'question', 'T5.2': 'look', 'T5.3': 'appointment', 'T5.4': 'health-card', 'T5.5': 'paper' },
	...{ 'T5.6': 'hang-up', 'T5.7': 'appointment', 'T5.8': 'phone-learn', 'T5.9': 'speaker' }
};

export const topicPicture = (topic: Topic): PictoName => ofTopics[topic];
export const statementPicture = ({ id, topic }: { id: string; topic: Topic }): PictoName =>
	ofStatements[id] ?? ofTopics[topic];
