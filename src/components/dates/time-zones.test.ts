import { describe, expect, it } from 'vitest'
import { findZones, timeZones } from './time-zones.ts'

describe('time zones', () => {
  it.each([
    ['new york', 'America/New_York'],
    ['America/New_York', 'America/New_York'],
    ['são paulo', 'America/Sao_Paulo'],
    ['lord howe', 'Australia/Lord_Howe'],
    ['berlin europe', 'Europe/Berlin'],
    ['utc', 'UTC'],
  ])('are found by “%s”', (search, zone) => {
    expect(findZones(timeZones([]), search).map(({ value }) => value)).toContain(zone)
  })

  it('are not found by what none is called', () => {
    expect(findZones(timeZones([]), 'atlantis')).toEqual([])
  })

  it('hold the one that is chosen, known to the browser or not', () => {
    expect(timeZones(['Mars/Base'])).toContainEqual({ value: 'Mars/Base', label: 'Base (Mars)' })
  })
})
