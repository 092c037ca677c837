import type { employmentTypes, payrollStatuses } from '#src/lib/db/schema/company/staff.ts'
import { type AttendanceDay, monthKey, unpaidDays } from './attendance.ts'
import { addDays, daysBetween, earlier, later, monthsBetween, weekdaysBetween } from './calendar.ts'
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

const payrollBegins = '2014-01-01'

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

/**
 * One row per person and month of employment; a month that was not worked whole is paid by its days, and
 * a working day of unpaid leave is not paid.
 */
export function buildPayroll(staff: Person[], attendance: AttendanceDay[]) {
  const unpaid = unpaidDays(attendance)
  return staff.flatMap((person) => {
    const last = person.leftOn ?? closingDay
    if (last < payrollBegins) return []
    return monthsBetween(later(person.hiredOn, payrollBegins), last).map((month) => {
      const periodStart = later(month.first, person.hiredOn)
      const periodEnd = earlier(month.last, last)
      const worked = daysBetween(periodStart, periodEnd) / daysBetween(month.first, month.last)
      const missed = unpaid.get(monthKey(person.employeeNo, month.first)) ?? 0
      const present = 1 - missed / weekdaysBetween(periodStart, periodEnd)
      const gross = Math.round(
        (person.pay.get(month.first.slice(0, 4))! / 12) * worked * (missed ? present : 1),
      )
      const tax = taxOn(gross)
      const payDay = addDays(month.last, 5)
      // The last month of the books is approved and waits for its pay day.
      const status: (typeof payrollStatuses)[number] = payDay <= closingDay ? 'paid' : 'approved'
      return {
        employeeNo: person.employeeNo,
        periodStart,
        periodEnd,
        paidOn: status === 'paid' ? payDay : null,
        gross: dollars(gross),
        tax: dollars(tax),
        net: dollars(gross - tax),
        currency: 'USD',
        iban: person.iban,
        status,
        createdAt: `${month.last} 17:00:00 ${timeZone}`,
        updatedAt: `${status === 'paid' ? payDay : month.last} 17:00:00 ${timeZone}`,
      }
    })
  })
}

export type Payment = ReturnType<typeof buildPayroll>[number]

function payByYear(first: number, hiredOn: string, last: string, random: Random): Map<string, number> {
  const pay = new Map<string, number>()
  let cents = first
  for (let year = Number(hiredOn.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    pay.set(String(year), cents)
    cents = Math.round(cents * (1 + random.int(15, 40) / 1000))
  }
  return pay
}

/** 18 % of a month's first 4,000 dollars and 29 % of the rest, in cents. */
function taxOn(gross: number): number {
  const low = Math.min(gross, 400_000)
  return Math.round(low * 0.18 + (gross - low) * 0.29)
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

function dollars(cents: number): string {
  return (cents / 100).toFixed(2)
}
