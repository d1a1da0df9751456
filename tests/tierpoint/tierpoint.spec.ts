import { test } from '@playwright/test';
import { testsOf } from '../../src/playwright/spec.ts';

for (const { title, details, body } of testsOf('tierpoint')) test(title, details, body);
