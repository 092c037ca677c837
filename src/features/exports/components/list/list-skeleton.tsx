import { Paper, Skeleton, Stack } from '@mantine/core'

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']

export function ListSkeleton() {
  return (
    <Paper p="md" role="status" aria-label="Loading exports">
      <Stack gap={14}>
        <Skeleton height={14} width="38%" />
        {rows.map((row) => (
          <Skeleton key={row} height={30} />
        ))}
      </Stack>
    </Paper>
  )
}
