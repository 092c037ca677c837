import { expect, it } from 'vitest'
import { problemWords } from './problem-words.ts'

it('what is lost of a template is said once for each kind, with its number', () => {
  const problem = (part: 'column' | 'filter', reason: 'gone' | 'hidden' | 'invalid') => ({
    ...{ part, reason, key: 'k', message: '' },
  })
  expect(
    problemWords([
      problem('column', 'gone'),
      problem('filter', 'invalid'),
      problem('column', 'gone'),
      problem('column', 'hidden'),
    ]),
  ).toEqual([
    '2 columns no longer exist',
    '1 filter has a value that is no longer allowed',
    '1 column is not available to your role',
  ])
  expect(problemWords([])).toEqual([])
})
