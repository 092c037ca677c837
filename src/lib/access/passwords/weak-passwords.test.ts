import { describe, expect, it } from 'vitest'
import { weaknessOf } from './weak-passwords.ts'

const owner = { email: 'ana.smith@example.com', firstName: 'Ana', lastName: 'Smith' }

describe('a new password', () => {
  it.each([
    'aaaaaaaaaaaa',
    '            ',
    'abcabcabcabcabc',
    '123456789012',
    'qwertyuiopas',
    'Password1234!',
    'waybillwaybill',
  ])('"%s" is too easy to guess', async (password) => {
    expect(await weaknessOf(password, owner)).toMatch(/^is too easy to guess/)
  })

  it.each([
    'ana.smith@example.com',
    'Ana.Smith@Example.com',
    'anasmith1985',
    'Smith-Ana-2026',
    'example.com!ana',
  ])('"%s" is made of what everybody knows of the person', async (password) => {
    expect(await weaknessOf(password, owner)).toBe('must not be based on your name or email address')
  })

  it.each([
    'correct horse battery',
    'tundra-lamp-violin',
    'bq2br-252ze-xb8b8-9s6bx',
    'грустный фиолетовый слон',
    `a long one ${'x7'.repeat(500)}`,
    'smithereens of violet glass',
  ])('"%s" is taken', async (password) => {
    expect(await weaknessOf(password, owner)).toBeUndefined()
  })
})
