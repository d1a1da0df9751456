import { test } from '@playwright/test';
import { testsOf } from '../../src/playwright/spec.ts';

for (const { title, details, body } of testsOf('tier')) test(title, details, body);
