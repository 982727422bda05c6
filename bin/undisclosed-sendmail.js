#!/usr/bin/env node
require('../dist/sendmail.cjs');
