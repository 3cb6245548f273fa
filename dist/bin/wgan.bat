@echo off
rem Runs a command of the program in this folder: bin\wgan sample --out digits.png
setlocal
set "home=%~dp0.."
rem The command sample ends before a better compiler would make it faster.
set "options=-XX:+UseSerialGC"
if "%~1"=="sample" set "options=%options% -XX:TieredStopAtLevel=1"
"%home%\bin\java.exe" %options% "-XX:AOTCache=%home%\lib\wgan.aot" "-Xlog:aot*=off" "-Xlog:cds*=off" -m wgan.cli %*
