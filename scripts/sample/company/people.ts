import type { employmentTypes } from '#src/lib/db/schema/company/staff.ts'
import { addDays, later } from './calendar.ts'
import { createRandom, type Random } from './random.ts'
import { closingDay, timeZone } from './trade.ts'

// Given names that any person may have and surnames from a list of trees: nobody in particular.
const givenNames = list(
  'Alex Ash Casey Charlie Chris Dana Frances Jamie Jean Jordan Kim Lee Morgan Pat Robin Sam',
)
const surnames = list(
  'Alder Aspen Beech Birch Cedar Elm Fir Hazel Juniper Larch Linden Maple Oak Pine Rowan Willow',
)

/** Department, job titles with a first salary in dollars a year, and how many people hold each. */
const positions: [string, string, number, number][] = [
  ['Management', 'Managing director', 168_000, 1],
  ['Finance', 'Head of finance', 124_000, 1],
  ['Finance', 'Accountant', 68_000, 3],
  ['People', 'Payroll specialist', 61_000, 2],
  ['Sales', 'Regional sales lead', 92_000, 4],
  ['Sales', 'Account executive', 58_000, 9],
  ['Purchasing', 'Buyer', 64_000, 4],
  ['Warehouse', 'Warehouse lead', 60_000, 4],
  ['Warehouse', 'Warehouse operator', 39_000, 12],
  ['Customer service', 'Service agent', 42_000, 6],
  ['IT', 'Systems administrator', 86_000, 2],
]

export function buildStaff() {
  const random = createRandom(48)
  const jobs = positions.flatMap(([department, jobTitle, salary, holders]) =>
    Array.from({ length: holders }, () => ({ department, jobTitle, salary })),
  )
  return jobs.map(({ department, jobTitle, salary }, index) => {
    const employeeNo = `E-${String(index + 1).padStart(4, '0')}`
    const firstName = givenNames[index % 16]!
    const lastName = surnames[(index * 7 + Math.floor(index / 16)) % 16]!
    const hiredOn = addDays('2010-01-04', index === 0 ? 0 : random.int(0, 2700))
    const leaves = addDays(hiredOn, random.int(200, 5000))
    const leftOn = index > 0 && random.chance(0.3) && leaves <= closingDay ? leaves : null
    const employmentType: (typeof employmentTypes)[number] = random.chance(0.9) ? 'full_time' : 'part_time'
    const yearly = Math.round(salary * (employmentType === 'part_time' ? 0.5 : 1)) * 100
    const pay = payByYear(yearly, hiredOn, leftOn ?? closingDay, random)
    return {
      employeeNo,
      firstName,
      lastName,
      department,
      jobTitle,
      employmentType,
      personalEmail: `${firstName}.${lastName}.${index + 1}@mail.example`.toLowerCase(),
      hiredOn,
      leftOn,
      /** Cents a year, by year: each January brings a raise. */
      pay,
      salary: dollars([...pay.values()].at(-1)!),
      currency: 'USD',
      iban: iban(String(random.int(0, 99_999_999)).padStart(8, '0')),
      createdAt: `${hiredOn} 09:00:00 ${timeZone}`,
      updatedAt: `${later(leftOn ?? '2017-01-02', hiredOn)} 09:00:00 ${timeZone}`,
    }
  })
}

export type Person = ReturnType<typeof buildStaff>[number]

function payByYear(first: number, hiredOn: string, last: string, random: Random): Map<string, number> {
  const pay = new Map<string, number>()
  let cents = first
  for (let year = Number(hiredOn.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    pay.set(String(year), cents)
    cents = Math.round(cents * (1 + random.int(15, 40) / 1000))
  }
  return pay
}

/** Well-formed, with right check digits, at a bank that does not exist. */
export function iban(account: string): string {
  const bank = 'WAYB000000'
  const digits = [...`${bank}${account}GB00`].map((character) => Number.parseInt(character, 36)).join('')
  return `GB${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${bank}${account}`
}

function list(words: string): string[] {
  return words.split(' ')
}

export function dollars(cents: number): string {
  return (cents / 100).toFixed(2)
}
