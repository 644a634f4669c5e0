import * as v from 'valibot';
import gate from './frame/gate.json' with { type: 'json' };
import judgeT1 from './frame/t1-judge.json' with { type: 'json' };
import t1 from './frame/t1.json' with { type: 'json' };
import judgeT2 from './frame/t2-judge.json' with { type: 'json' };
import t2 from './frame/t2.json' with { type: 'json' };
import judgeT3 from './frame/t3-judge.json' with { type: 'json' };
import t3 from './frame/t3.json' with { type: 'json' };
import judgeT4 from './frame/t4-judge.json' with { type: 'json' };
import t4 from './frame/t4.json' with { type: 'json' };
import judgeT5 from './frame/t5-judge.json' with { type: 'json' };
import t5 from './frame/t5.json' with { type: 'json' };
import { Gate, Judgements, TopicFrame, type Judgement, type Statement } from './frame-shape.ts';

/** A changed sentence or item is a new version of the frame; what was shown under an older one keeps its number. */
export const FRAME_VERSION = 1;

/** What comes before any topic: to open a machine, to be heard, to write one's name. */
export const gateSigns = v.parse(Gate, gate);
export const topicFrames = [t1, t2, t3, t4, t5].map((topic) => v.parse(TopicFrame, topic));
export const statements: readonly Statement[] = topicFrames.flatMap((topic) => topic.statements);
export const judgements: readonly Judgement[] = [judgeT1, judgeT2, judgeT3, judgeT4, judgeT5].flatMap((items) =>
	v.parse(Judgements, items)
);

const byId = new Map(statements.map((one) => [one.id, one]));
const items = new Map(judgements.map((one) => [one.id, one]));

export const findStatement = (id: string): Statement | undefined => byId.get(id);
export const findJudgement = (id: string): Judgement | undefined => items.get(id);
export const topicOf = (statement: string) => topicFrames.find(({ id }) => statement.startsWith(`${id}.`));
