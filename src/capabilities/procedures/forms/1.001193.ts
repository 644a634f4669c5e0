import type { Form } from '../form.ts';
import { applicant, choice, delivery, parent, SEXES, words } from './questions.ts';

/** Birth: the child has no number yet, the mother is named, the father where the parents are married or he is present. */
export const form: Form = {
	id: '1.001193',
	version: 4,
	owner: 'child',
	again: {
		words: words('Sinh đôi: làm tiếp cho cháu nữa', 'Twins: go on with the other child', 'जुड़वाँ: दूसरे बच्चे के लिए आगे बढ़ें'),
		leaves: ['child-name', 'child-sex', 'birth-proof']
	},
	questions: [
		...applicant,
		{
			id: 'relation',
			kind: 'choice',
			required: true,
			portalLabel: 'Quan hệ với người được khai sinh',
			ask: words('Bác là gì của cháu bé?', 'Who are you to the child?', 'आप बच्चे के कौन हैं?'),
			choices: [
				choice('grandparent', 'Ông, bà', 'Ông, bà', 'Grandparent', 'दादा-दादी, नाना-नानी'),
				choice('mother', 'Mẹ', 'Mẹ', 'Mother', 'माँ'),
				choice('father', 'Cha', 'Cha', 'Father', 'पिता'),
				choice('relative', 'Người thân thích khác', 'Người thân khác', 'Another relative', 'अन्य रिश्तेदार')
			]
		},
		{
			id: 'child-name',
			kind: 'person-name',
			person: 'child',
			prefill: 'name',
			required: true,
			portalLabel: 'Họ, chữ đệm, tên người được khai sinh',
			ask: words('Cháu bé tên là gì?', 'What is the name of the child?', 'बच्चे का नाम क्या है?'),
			hint: words('Viết cả họ.', 'With the family name.', 'कुलनाम सहित लिखें।')
		},
		{
			id: 'child-birth',
			kind: 'date',
			person: 'child',
			required: true,
			portalLabel: 'Ngày, tháng, năm sinh',
			ask: words('Cháu bé sinh ngày nào?', 'When was the child born?', 'बच्चे का जन्म कब हुआ?'),
			hint: words(
				'Ngày, tháng, năm dương lịch.',
				'Day, month and year of the solar calendar.',
				'सौर पंचांग का दिन, महीना, साल।'
			)
		},
		{
			id: 'child-sex',
			kind: 'choice',
			person: 'child',
			required: true,
			portalLabel: 'Giới tính',
			ask: words('Cháu là trai hay gái?', 'Is the child a boy or a girl?', 'बच्चा लड़का है या लड़की?'),
			choices: SEXES
		},
		{
			id: 'child-birthplace',
			kind: 'place',
			person: 'child',
			required: true,
			portalLabel: 'Nơi sinh',
			ask: words('Cháu sinh ở đâu?', 'Where was the child born?', 'बच्चे का जन्म कहाँ हुआ?'),
			hint: words(
				'Tên bệnh viện, trạm xá, hoặc thôn, xã.',
				'The hospital or health post, or village and commune.',
				'अस्पताल या स्वास्थ्य केंद्र, या गाँव और कम्यून।'
			)
		},
		{
			id: 'child-ethnicity',
			kind: 'ethnic-group',
			person: 'child',
			required: true,
			portalLabel: 'Dân tộc',
			ask: words('Cháu theo dân tộc nào?', 'Which ethnic group is entered for the child?', 'बच्चे का जातीय समूह?')
		},
		{
			id: 'child-home',
			kind: 'place',
			person: 'child',
			required: true,
			portalLabel: 'Quê quán',
			ask: words('Quê của cháu ở đâu?', 'What is the home place of the child?', 'बच्चे का पैतृक स्थान?')
		},
		{
			id: 'birth-proof',
			kind: 'choice',
			required: true,
			portalLabel: 'Giấy tờ chứng minh việc sinh',
			ask: words('Cháu có giấy chứng sinh không?', 'Is there a paper from the hospital?', 'क्या अस्पताल का काग़ज़ है?'),
			choices: [
				choice('paper', 'Giấy chứng sinh', 'Có, bản giấy', 'Yes, on paper', 'हाँ, काग़ज़ पर'),
				choice('electronic', 'Giấy chứng sinh điện tử', 'Có, bản điện tử', 'Yes, electronic', 'हाँ, इलेक्ट्रॉनिक'),
				choice('none', 'Văn bản người làm chứng hoặc giấy cam đoan', 'Không có', 'No', 'नहीं')
			]
		},
		...parent('mother'),
		{
			id: 'father-named',
			kind: 'choice',
			required: true,
			portalLabel: 'Ghi thông tin người cha',
			ask: words('Có ghi tên cha cháu không?', 'Is the father to be named?', 'क्या पिता का नाम लिखना है?'),
			choices: [
				choice(
					'married',
					'Có, cha mẹ có đăng ký kết hôn',
					'Có, cha mẹ đã đăng ký kết hôn',
					'Yes, the parents are married',
					'हाँ, माता-पिता विवाहित हैं'
				),
				choice(
					'recognising',
					'Có, kết hợp nhận cha, mẹ, con',
					'Có, chưa kết hôn, cha nhận con',
					'Yes, he recognises the child',
					'हाँ, पिता बच्चे को मान्यता देते हैं'
				),
				choice('no', 'Không', 'Không ghi', 'No', 'नहीं')
			]
		},
		...parent('father', { question: 'father-named', is: ['married', 'recognising'] }),
		...delivery
	]
};
