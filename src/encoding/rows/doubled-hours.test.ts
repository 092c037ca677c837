import { expect, test } from 'vitest'
import { copyText, inOrder, number, sampleColumns, text } from '../../../tests/samples/sample-table.ts'
import { DoubledTimes, doubledHours } from './doubled-hours.ts'
import { rowBatches } from './row-batch.ts'

test.each([
  ['Europe/Berlin', '2024-10-27 01:59:59+02', 0],
  ['Europe/Berlin', '2024-10-27 02:00:00+02', 1],
  ['Europe/Berlin', '2024-10-27 02:59:59.999+01', 1],
  ['Europe/Berlin', '2024-10-27 03:00:00+01', 0],
  ['Europe/Berlin', '2024-03-31 02:30:00+01', 0],
  ['America/New_York', '2025-11-02 01:30:00-05', 1],
  ['Australia/Lord_Howe', '2024-04-07 01:45:00+10:30', 1],
  ['Australia/Lord_Howe', '2024-04-07 01:15:00+11', 0],
  ['America/Santiago', '2024-04-06 23:30:00-03', 1],
  ['UTC', '2024-10-27 02:30:00+00', 0],
  ['Asia/Kolkata', '2024-10-27 02:30:00+05:30', 0],
  ['Not/AZone', '2024-10-27 02:30:00+00', 0],
  ['Europe/Berlin', 'infinity', 0],
  ['Europe/Berlin', '0044-03-15 12:00:00-08 BC', 0],
])('in %s the time %s is doubled %i times', async (zone, copy, expected) => {
  const rows = [
    [number('1'), text(copy)],
    [number('2'), { ...text(''), copy: null }],
  ]
  const times = new DoubledTimes(sampleColumns(['integer', 'timestamp']), doubledHours(zone))
  for await (const batch of times.counting(rowBatches(inOrder([copyText(rows)]), 2)))
    expect(batch.rows).toBe(2)
  expect(times.count).toBe(expected)
})

test('a zone is looked up once', () => {
  expect(doubledHours('Europe/Paris')).toBe(doubledHours('Europe/Paris'))
  expect(doubledHours('Europe/Paris').length).toBeGreaterThan(200)
})
